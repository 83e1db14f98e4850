import { require_yauzl } from "./vendor-zip.js";

export default require_yauzl();

export {  };