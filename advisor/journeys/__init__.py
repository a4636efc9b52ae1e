"""What people come to do, each journey a short list of steps; the ports that it needs are declared beside it."""
