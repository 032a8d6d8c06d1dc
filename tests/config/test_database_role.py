import psycopg
import pytest

from config.database_role import event_tables


def test_event_tables_name_the_history_of_the_user():
    assert "partnership_userevent" in event_tables()


@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_history_as_the_application_cannot_be_rewritten(app_role_connection, statement):
    for table in event_tables():
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app_role_connection.execute(statement.format(table))
