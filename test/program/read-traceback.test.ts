import { expect, test } from "vitest";
import { readTraceback } from "../../src/program/read-traceback.ts";

test("the innermost frame of the user's own files, with the exception", () => {
  const text = `loading
Traceback (most recent call last):
  File "train.py", line 7, in <module>
    fit()
  File "/usr/lib/python3.12/site-packages/sklearn/base.py", line 99, in fit
    raise ValueError("no")
ValueError: no
done`;
  expect(readTraceback(text)).toEqual({ file: "train.py", line: 7, message: "ValueError: no" });
  expect(readTraceback("ValueError: no")).toBeUndefined();
});

test("of a notebook that papermill ran, what its cell failed of", () => {
  // As papermill 2.7.0 prints it, with the colours of IPython.
  const text = `Executing: 100%|##########| 4/4
Traceback (most recent call last):
  File "/home/me/.venv/bin/papermill", line 8, in <module>
    sys.exit(papermill())
             ^^^^^^^^^^^
  File "/home/me/.venv/lib/python3.11/site-packages/papermill/execute.py", line 251, in raise_for_execution_errors
    raise error
papermill.exceptions.PapermillExecutionError: 
---------------------------------------------------------------------------
Exception encountered at "In [4]":
---------------------------------------------------------------------------
\u001b[0;31mNameError\u001b[0m                                 Traceback (most recent call last)
Cell \u001b[0;32mIn[4], line 1\u001b[0m
----> 1 undefined_name

\u001b[0;31mNameError\u001b[0m: name 'undefined_name' is not defined

`;
  expect(readTraceback(text)?.message).toBe(
    "papermill.exceptions.PapermillExecutionError: NameError: name 'undefined_name' is not defined",
  );
});

test("a message of nothing stays as it is", () => {
  const text = 'Traceback (most recent call last):\n  File "a.py", line 1\nAssertionError\n';
  expect(readTraceback(text)?.message).toBe("AssertionError");
  expect(readTraceback(text.replace("Error\n", "Error:"))?.message).toBe("AssertionError:");
});
