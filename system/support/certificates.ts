import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const openssl = (...args: string[]) => promisify(execFile)(process.env.TEST_OPENSSL ?? "openssl", args);
const NEW_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** The PEM files of a certificate and its key, which the user of a test's server may read. */
export interface Certificate {
  certificate: string;
  key: string;
}

/** A certificate authority for one test, made by OpenSSL. */
export class Authority {
  private constructor(
    private readonly folder: string,
    private readonly own: Certificate,
  ) {}

  static async make(): Promise<Authority> {
    const folder = await mkdtemp(join(tmpdir(), "latchkey-authority-"));
    await chmod(folder, 0o755);
    const own = filesIn(folder, "authority");
    const files = ["-keyout", own.key, "-out", own.certificate];
    await openssl("req", "-x509", ...NEW_KEY, ...files, "-days", "1", "-subj", "/CN=A test's authority");
    return new Authority(folder, own);
  }

  /** Its own certificate, by which it is trusted. */
  get certificate(): string {
    return this.own.certificate;
  }

  /** A certificate for a server of this name, signed by this authority. */
  async issue(host: string): Promise<Certificate> {
    const { folder, own } = this;
    const issued = filesIn(folder, host);
    const [request, names] = [join(folder, `${host}.csr`), join(folder, `${host}.names`)];
    await writeFile(names, `subjectAltName = DNS:${host}\n`);
    await openssl("req", "-new", ...NEW_KEY, "-keyout", issued.key, "-out", request, "-subj", `/CN=${host}`);
    const signer = ["-CA", own.certificate, "-CAkey", own.key, "-set_serial", "1"];
    const files = ["-in", request, "-extfile", names, "-out", issued.certificate];
    await openssl("x509", "-req", ...signer, ...files, "-days", "1");
    await chmod(issued.key, 0o644);
    return issued;
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function filesIn(folder: string, name: string): Certificate {
  return { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
}
