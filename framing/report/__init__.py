"""The score table compiled by source, with the uncertainty stated. Runs without a model."""
