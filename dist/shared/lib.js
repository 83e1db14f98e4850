import { Headers, HttpClient, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes } from "./vendor-undici.js";

export { HttpClient };