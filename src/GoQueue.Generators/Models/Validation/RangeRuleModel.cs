namespace GoQueue.Generators.Models.Validation;

/// <summary><c>[Range]</c>.</summary>
internal sealed record RangeRuleModel : RuleModel
{
    /// <summary>The method of RangeRule: Holds, HoldsRounded or HoldsText.</summary>
    public required string Comparison { get; init; }

    /// <summary>How the value becomes what is compared: <c>(long){0}</c>.</summary>
    public required string Operand { get; init; }

    public required LimitModel Minimum { get; init; }

    public required LimitModel Maximum { get; init; }

    public required bool MinimumIsExclusive { get; init; }

    public required bool MaximumIsExclusive { get; init; }
}
