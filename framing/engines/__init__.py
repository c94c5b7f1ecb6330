"""The ways to run a checkpoint: OpenVINO int8 on a CPU, torch on a GPU; one interface."""
