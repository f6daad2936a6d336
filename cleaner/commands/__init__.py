"""The commands, a file each: what a command takes, and what it calls; and what several take or do: `options`, `overwrite`, `pages`."""
