"""What Excel, copying and typing did to cells: found before columns are given a meaning, restored where that is safe."""
