import type { Check } from "../checks/check.ts";
import { trainingSets } from "../config/default-config.ts";
import { type Place, UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Project } from "./project.ts";

/** One of the project's data sets. */
export interface DataSet {
  /** Undefined for the data of `data.path`. */
  name: string | undefined;
  /** The project as if this set were its data: with its path, and the checks that ask it. */
  project: Project;
}

/**
 * The project's sets: first the data of `data.path`, or those that a model is trained and tested on, then the others as
 * they are written. Throws UserError for a check that asks none of them.
 */
export function setsOf(project: Project): DataSet[] {
  const { checks } = project.config;
  const { sets, dataPath } = project;
  const hasMain = dataPath !== undefined;
  for (const [index, { set }] of checks.entries()) {
    if (set !== undefined) requireSet(project, set, project.place(["checks", index, "set"]));
    else if (!hasMain)
      throw new UserError("Cannot check the data: the check does not say which of data.sets it asks", {
        ...project.place(["checks", index]),
        hint: `Add a set: ${[...sets.keys()].join(", ")}`,
      });
  }
  const roles = trainingSets.filter((name) => sets.has(name));
  const others = [...sets.keys()].filter((name) => !isTraining(name));
  const isPath = hasMain && roles.length === 0;
  return [...(isPath ? [undefined] : []), ...roles, ...others].map((name) => ({
    name,
    project: setProject(project, name),
  }));
}

/** By the sets, which a project and those made of it share. */
const made = new WeakMap<Project["sets"], Map<string | undefined, Project>>();

/** The project as if the set were its data; the same one each time, so that a set is read once. */
export function setProject(project: Project, name: string | undefined): Project {
  const known = made.get(project.sets) ?? new Map<string | undefined, Project>();
  made.set(project.sets, known);
  const found = known.get(name) ?? makeProject(project, name);
  known.set(name, found);
  return found;
}

/** Throws UserError, at the place, for a set that is not there. */
export function requireSet({ sets }: Project, name: string, place: Place): void {
  if (sets.has(name)) return;
  const names = [...sets.keys()];
  throw new UserError(`Cannot check the data: data.sets has no "${name}"${didYouMean(name, names)}`, {
    ...place,
    hint: names.length > 0 ? `Its sets are ${names.join(", ")}` : "Name its file in data.sets",
  });
}

/** Whether checks that name no set are about it. */
export function isMain(name: string | undefined): boolean {
  return name === undefined || isTraining(name);
}

function isTraining(name: string): boolean {
  return trainingSets.some((each) => each === name);
}

function makeProject(project: Project, name: string | undefined): Project {
  const { config, sets, dataPath } = project;
  const indices = [...config.checks.keys()].filter((index) => isAsked(config.checks[index]!, name));
  const { sha256, ...main } = config.data;
  const { path, csv, s3, split } = main;
  return {
    ...project,
    dataPath: name === undefined ? dataPath : sets.get(name),
    set: name,
    config: {
      ...config,
      // What is said of the data's columns is said of those that a model learns from.
      data: {
        ...(isMain(name) ? main : { path, csv, s3, split }),
        ...(name === undefined && { sha256 }),
      },
      checks: indices.map((index) => config.checks[index]!),
    },
    // The set's checks are some of the file's.
    place: (path, offset) => {
      const [section, index, ...rest] = path;
      const isCheck = section === "checks" && typeof index === "number";
      return project.place(isCheck ? [section, indices[index] ?? index, ...rest] : path, offset);
    },
  };
}

/** What compares test with training rows is asked of the test rows. */
function isAsked({ set, overlap, time_overlap }: Check, name: string | undefined): boolean {
  if (set !== undefined) return set === name;
  return overlap === undefined && time_overlap === undefined
    ? isMain(name)
    : [undefined, "test"].includes(name);
}
