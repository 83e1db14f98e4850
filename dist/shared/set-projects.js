import { isMain, requireSet, setProject, setsOf } from "./set-projects2.js";

export { isMain, requireSet, setProject, setsOf };