import { evaluateCondition, expressionJudgement, failuresOfExpression, judgeDuplicates, judgeExpression, judgeUniqueKey, noColumn } from "./core.js";

export { evaluateCondition, expressionJudgement, failuresOfExpression, judgeDuplicates, judgeExpression, judgeUniqueKey, noColumn };