"""The network, its config, its batches, and the checkpoint on disk."""
