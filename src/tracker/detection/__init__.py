"""When is a change more than noise: numbers in, verdict out."""
