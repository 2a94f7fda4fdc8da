// Read the data of the page and give every node, edge and statement its connections.

const data = JSON.parse(byId("data").textContent);

const kinds = new Map(data.kinds.map((kind) => [kind.name, kind]));
const edgeTypes = new Map(data.edgeTypes.map((type) => [type.name, type]));
const statuses = new Map(data.statuses.map((status) => [status.name, status]));

const nodes = new Map(
  data.network.nodes.map((drawn) => {
    const thing = data.things[drawn.id];
    const facts = thing.facts.map(([name, value]) => [data.strings[name], data.strings[value]]);
    return [drawn.id, { ...thing, id: drawn.id, kind: drawn.group, drawn, facts, edges: [], statements: [] }];
  }),
);

const statements = data.statements.map((record) => ({
  id: record.id,
  subject: record.s,
  property: record.p,
  object: record.o,
  text: record.o === undefined ? data.strings[record.t] : "",
  status: record.st,
  quotes: record.q.map(([exact, section, title, start, end, rule]) => ({
    exact: data.strings[exact],
    section: data.strings[section],
    title: data.strings[title],
    rule: data.strings[rule],
    start,
    end,
  })),
  citations: record.c.map(([intent, source]) => ({ intent, source })),
}));

const statementsById = new Map(statements.map((statement) => [statement.id, statement]));

for (const statement of statements) nodes.get(statement.subject)?.statements.push(statement);

const edges = new Map(
  data.network.edges.map((drawn, index) => {
    const edge = {
      id: `${drawn.from}|${drawn.type}|${drawn.to}`,
      from: drawn.from,
      to: drawn.to,
      type: drawn.type,
      status: drawn.status,
      drawn,
      statements: data.evidence[index].map((number) => statements[number]),
    };
    return [edge.id, edge];
  }),
);

for (const edge of edges.values()) {
  nodes.get(edge.from).edges.push(edge);
  if (edge.to !== edge.from) nodes.get(edge.to).edges.push(edge);
}

/** The address of a node or statement in the dataset. */
function iriOf(id) {
  return /^[a-z][a-z0-9+.-]*:/i.test(id) ? id : data.base + id;
}

function labelOf(id) {
  return nodes.get(id)?.label ?? id;
}

/** What a property is called in a sentence: "Subject <is another name of> Object". */
function propertyLabel(name) {
  return edgeTypes.get(name)?.label ?? data.predicates[name] ?? name;
}

function otherEnd(edge, id) {
  return edge.from === id ? edge.to : edge.from;
}

/** The nodes that belong to an entry and to nothing else. */
function partsOf(id) {
  return id ? [...nodes.values()].filter((node) => node.owner === id) : [];
}

/** A node with its parts: the middle of its surroundings. */
function middleOf(id) {
  return new Set([id, ...partsOf(id).map((node) => node.id)]);
}
