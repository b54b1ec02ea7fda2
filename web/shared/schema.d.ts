// Until openapi.json is generated from the API, every path is allowed.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type paths = any;
