namespace GoQueue.Generators.Parsing.Validation;

/// <summary>A rule that a constant breaks.</summary>
/// <param name="Rule">Its name, as in a validation failure.</param>
/// <param name="Message">What is wrong, as validation says it at run time.</param>
internal readonly record struct BrokenRule(string Rule, string Message);
