"""Mail: mailboxes, single mails, the text archives of mailing lists."""
