import { require_tar_stream } from "./vendor-tar.js";

export default require_tar_stream();

export {  };