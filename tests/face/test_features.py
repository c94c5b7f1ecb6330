import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline

import framing
from framing.errors import UsageError
from framing.face.features import FramingFeatures

TEXTS = ["The brutal bandits. The port closed.", "The court closed.", "“Vicious”, we said.", ""]


def columns() -> dict[str, np.ndarray]:
    features = FramingFeatures()
    return dict(zip(features.get_feature_names_out(), features.transform(TEXTS).T, strict=True))


def test_each_text_has_a_row_and_each_feature_a_name() -> None:
    assert FramingFeatures().fit_transform(TEXTS).shape == (4, 6 + 2 + 3)
    assert len(columns()) == 11


def test_features_say_what_their_names_say() -> None:
    found = columns()
    assert found["sentences"].tolist() == [2, 1, 1, 0]
    assert found["own_loaded_share"][:3].tolist() == [0.5, 0, 0]
    assert found["loaded_share"][:3].tolist() == [0.5, 0, 1]
    assert found["villain_rate"][:3].tolist() == [0.5, 0, 0]
    assert found["frame_legality"][1] > 0.5 > found["frame_legality"][0]
    assert 0 < found["quoted_share_mean"][2] < 1
    assert found["own_loaded_max"][0] > found["own_loaded_mean"][0]


def test_nothing_is_known_of_a_text_without_a_sentence() -> None:
    found = columns()
    assert found["sentences"][3] == 0
    assert all(np.isnan(values[3]) for name, values in found.items() if name != "sentences")


def test_no_texts_give_no_rows() -> None:
    assert FramingFeatures().transform([]).shape == (0, 11)


@pytest.mark.parametrize("given", ["one text", [1, 2], [None]])
def test_something_else_than_texts_is_refused(given: object) -> None:
    with pytest.raises(UsageError, match="a list of texts"):
        FramingFeatures().transform(given)  # type: ignore[arg-type]


def test_it_takes_its_place_in_a_pipeline() -> None:
    texts = [f"The {word} raid number {k}." for k in range(6) for word in ("brutal", "late")]
    labels = [1, 0] * 6
    model = make_pipeline(FramingFeatures(), SimpleImputer(), LogisticRegression())
    assert cross_val_score(model, texts, labels, cv=3).mean() == 1.0


def test_it_can_be_cloned_and_pickled() -> None:
    features = FramingFeatures(model="models/mine", device="cpu")
    assert clone(features).get_params() == {"device": "cpu", "model": "models/mine"}
    assert pickle.loads(pickle.dumps(features)).get_params() == features.get_params()


def test_columns_can_come_as_a_data_frame() -> None:
    frame = FramingFeatures().set_output(transform="pandas").transform(pd.Series(TEXTS))
    assert list(frame.columns) == FramingFeatures().get_feature_names_out().tolist()


def test_it_is_at_hand_under_a_short_name() -> None:
    assert framing.FramingFeatures is FramingFeatures
