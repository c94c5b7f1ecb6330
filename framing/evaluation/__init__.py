"""How good a checkpoint is, measured so that the figure holds: splits, metrics, baselines."""
