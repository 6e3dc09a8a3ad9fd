"""The application: the command, the dashboard's pages and dialogs. It ties the store and the widgets together."""
