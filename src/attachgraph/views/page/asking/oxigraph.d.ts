// The package has types for Node only.

declare module "oxigraph" {
  export default function init(options: { module_or_path: BufferSource }): Promise<unknown>;

  export class Store {
    readonly size: number;
    load(text: string, options: { format: string; no_transaction?: boolean; lenient?: boolean }): void;
    query(text: string, options: { results_format: string; use_default_graph_as_union: boolean }): unknown;
  }
}
