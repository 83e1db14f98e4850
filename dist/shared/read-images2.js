import { findImages, readImages } from "./read-images.js";

export { findImages, readImages };