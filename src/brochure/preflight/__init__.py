"""What must hold on the finished file, read back from its bytes."""
