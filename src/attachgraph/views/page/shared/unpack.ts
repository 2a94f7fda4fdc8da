// Unpack what attachgraph.views.packed has packed: base64 of a zlib stream.

export async function unpackBytes(packed: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytesOf(packed.trim())]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function unpackText(packed: string): Promise<string> {
  return new TextDecoder().decode(await unpackBytes(packed));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
