"""From labelled data to a checkpoint: examples, loss, run, calibration, quantization."""
