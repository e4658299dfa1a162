"""Chats saved as text: exports of messengers, logs of IRC, copies of chat windows."""
