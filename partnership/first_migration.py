"""A migration that only makes tables: all of them are known before the first is made.

Django renders every related model anew for each table it learns of. For the tables of one app after another that is
fifteen thousand models and half a minute; known at once they are rendered once.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState


class FirstMigration(Migration):
    initial = True

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        project_state.is_delayed = True
        project_state.clear_delayed_apps_cache()
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
