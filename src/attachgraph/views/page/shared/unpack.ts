// Unpack what attachgraph.views.packed has packed: two letters for 13 bits of a zlib stream.

/** The place of each letter of ASCII in the alphabet: those that can be seen, without `<`, `>` and `&`. */
const VALUES = new Uint8Array(128);
let letters = 0;
for (let code = 33; code < 127; code += 1) if (!"<>&".includes(String.fromCharCode(code))) VALUES[code] = letters++;
const BITS = 13;

/** A response, as a browser gives it for a file; WebAssembly is made ready while it still arrives. */
export function unpack(packed: string, type = "text/plain"): Response {
  const stream = new Blob([bytesOf(packed.trim())]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream, { headers: { "content-type": type } });
}

/** Run a script of the page; it runs because the policy of the page names the hash of its text. */
export function runScript(text: string): void {
  const script = document.createElement("script");
  script.textContent = text;
  document.body.append(script);
}

export async function unpackText(packed: string): Promise<string> {
  return unpack(packed).text();
}

/** A letter without a partner at the end says that the last byte only fills the last pair up. */
function bytesOf(packed: string): Uint8Array<ArrayBuffer> {
  const pairs = Math.floor(packed.length / 2);
  const bytes = new Uint8Array(Math.floor((pairs * BITS) / 8) - (packed.length % 2));
  let held = 0;
  let count = 0;
  let at = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    const high = VALUES[packed.charCodeAt(2 * pair)] as number;
    const value = high * letters + (VALUES[packed.charCodeAt(2 * pair + 1)] as number);
    held = ((held & 0xff) << BITS) | value;
    count += BITS;
    while (count >= 8) {
      count -= 8;
      bytes[at++] = (held >> count) & 0xff;
    }
  }
  return bytes;
}
