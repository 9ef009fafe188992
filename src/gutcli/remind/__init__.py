"""A reminder by the system's own timer: systemd, launchd or cron. It is shown before it is written."""
