import { freePorts } from "@latchkey/enforcer/testing";
import { type Nginx, runNginx } from "../../apps/gateway/src/testing/nginx.js";

const configuration = (listen: number, ports: readonly number[]) => `
pid nginx.pid;
events {}
http {
  client_body_temp_path client-body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  access_log off;

  upstream all {
    ${ports.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join("\n    ")}
    keepalive 16;
  }

  server {
    listen 127.0.0.1:${listen};
    location / {
      proxy_pass http://all;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }
  }
}
`;

/**
 * Real nginx that spreads calls evenly over these loopback ports, with its default behaviour: it asks the next one when a connection is
 * refused, and repeats no POST that was sent. It keeps connections.
 */
export async function startBalancer(ports: readonly number[]): Promise<Nginx & { port: number }> {
  const [port = 0] = await freePorts(1);
  const nginx = await runNginx(configuration(port, ports), () => fetch(`http://127.0.0.1:${port}/`));
  return { ...nginx, port };
}
