using GoQueue.Generators.Contracts;

namespace GoQueue.Tool.Comparing;

/// <summary>One difference between two catalogs.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Row">The row of the table, or the id of the rule.</param>
/// <param name="Path">The place; empty for the event.</param>
/// <param name="What">What has changed.</param>
/// <param name="Effect">Who gets what of it.</param>
internal sealed record ComparedChange(ContractVerdict Verdict, string Row, string Path, string What, string Effect);
