import { examineImage, examineJob, glanceAtImage } from "./examine-image.js";

export { examineJob };