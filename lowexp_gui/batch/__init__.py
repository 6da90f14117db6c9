"""Many photos: jobs, the queue, runs over it, watched folders and clusters."""
