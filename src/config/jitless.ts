import * as z from "zod";

/*
 * zod would compile each schema into code of its own at the first parse: slower for one small file, and code that is made
 * at run time. A schema takes this in when it is made, so this comes before all of them.
 */
z.config({ jitless: true });
