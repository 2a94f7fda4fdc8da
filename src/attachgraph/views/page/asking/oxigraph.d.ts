// The package has types for Node only.

declare module "oxigraph" {
  export default function init(options: { module_or_path: Response }): Promise<unknown>;

  export interface NamedNode {
    readonly value: string;
  }

  export function namedNode(iri: string): NamedNode;

  export class Store {
    readonly size: number;
    load(text: string, options: { format: string; to_graph_name?: NamedNode; no_transaction?: boolean; lenient?: boolean }): void;
    update(text: string): void;
    query(text: string, options: { results_format: string; use_default_graph_as_union: boolean }): unknown;
  }
}
