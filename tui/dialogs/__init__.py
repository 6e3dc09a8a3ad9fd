"""The modal questions and forms."""
