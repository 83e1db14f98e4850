import { evaluateCondition, expressionJudgement, failuresOfExpression, judgeDuplicates, judgeExpression, judgeUniqueKey, noColumn } from "./checks.js";

export { evaluateCondition, expressionJudgement, failuresOfExpression, judgeDuplicates, judgeExpression, judgeUniqueKey, noColumn };