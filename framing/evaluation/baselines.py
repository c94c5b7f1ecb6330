"""What simple means reach: every figure of a checkpoint stands beside these."""

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from framing.evaluation.arrays import FloatArray, Numbers, binary
from framing.evaluation.optional import scikit_learn

Baseline = Callable[[Sequence[str], Numbers, Sequence[str]], FloatArray]
"""Takes what is known of the training rows (texts, or sources), their labels and what is known of the
test rows; returns the probability of the label for each test row."""


def predict_majority(
    train_texts: Sequence[str], train_labels: Numbers, test_texts: Sequence[str]
) -> FloatArray:
    """Give every test row the training rate of the label.

    Args:
        train_texts: Not looked at.
        train_labels: 0 or 1 per training row.
        test_texts: Only their number matters.

    Returns:
        Probabilities, in [0, 1]. Shape: ``(n_test,)``.
    """
    del train_texts
    return np.full(len(test_texts), float(binary(train_labels).mean()))


def predict_from_source(
    train_sources: Sequence[str], train_labels: Numbers, test_sources: Sequence[str]
) -> FloatArray:
    """Give every test row its source's training rate: what can be known without reading the text.

    The rate is drawn to the overall one as if each source had one more row at that rate; an unseen source
    gets the overall rate.

    Args:
        train_sources: Source of each training row.
        train_labels: 0 or 1 per training row.
        test_sources: Source of each test row.

    Returns:
        Probabilities, in [0, 1]. Shape: ``(n_test,)``.
    """
    labels = binary(train_labels)
    overall = float(labels.mean())
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for source, label in zip(train_sources, labels.tolist(), strict=True):
        seen[source].append(label)
    rows = [seen.get(source, []) for source in test_sources]
    return np.asarray([(sum(row) + overall) / (len(row) + 1) for row in rows], dtype=np.float64)


def predict_tfidf(train_texts: Sequence[str], train_labels: Numbers, test_texts: Sequence[str]) -> FloatArray:
    """Learn a logistic regression over words and pairs of words, weighted by TF-IDF.

    Args:
        train_texts: Training texts.
        train_labels: 0 or 1 per training text.
        test_texts: Test texts.

    Returns:
        Probabilities, in [0, 1]. Shape: ``(n_test,)``. The training rate where all labels are equal.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    labels = binary(train_labels)
    if len(np.unique(labels)) < 2:
        return predict_majority(train_texts, labels, test_texts)
    vectors = scikit_learn("feature_extraction.text").TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = scikit_learn("linear_model").LogisticRegression(C=4.0, max_iter=1000)
    model.fit(vectors.fit_transform(train_texts), labels)
    probs: FloatArray = model.predict_proba(vectors.transform(test_texts))[:, 1]
    return probs
