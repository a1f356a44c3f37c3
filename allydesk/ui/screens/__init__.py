"""The places in the sidebar: one file each."""
