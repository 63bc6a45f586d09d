"""The main job: sources are read in bulk, their powers found, the store filled, the five files delivered."""
