import {
  AliasNode,
  DeleteQueryNode,
  InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  TableNode,
  UpdateQueryNode,
  WithNode,
} from 'kysely';

/**
 * Notes the tables that queries write to, also within WITH. SQL that was not built tells no table: what is kept in memory
 * of a table, see Store.writes, is written by the builder.
 */
export function notesWritten(written: Set<string>): KyselyPlugin {
  return {
    transformQuery({ node }) {
      note(node, written);
      return node;
    },
    async transformResult({ result }) {
      return result;
    },
  };
}

function note(node: OperationNode, written: Set<string>): void {
  const within = (node as { with?: OperationNode }).with;
  if (within && WithNode.is(within)) for (const { expression } of within.expressions) note(expression, written);
  for (const table of targets(node)) {
    const named = AliasNode.is(table) ? table.node : table;
    if (TableNode.is(named)) written.add(named.table.identifier.name);
  }
}

function targets(node: OperationNode): readonly OperationNode[] {
  if (InsertQueryNode.is(node)) return node.into ? [node.into] : [];
  if (UpdateQueryNode.is(node)) return node.table ? [node.table] : [];
  if (DeleteQueryNode.is(node)) return node.from.froms;
  return [];
}
