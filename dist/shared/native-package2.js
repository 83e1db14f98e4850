import { createNativePackages, nativePackages, platformOf } from "./native-package.js";

export { createNativePackages, platformOf };