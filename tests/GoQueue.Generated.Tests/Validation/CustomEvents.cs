using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GoQueue.Generated.Tests.Validation;

[GoQueueEvent("validation", "custom", "1.0")]
[Balanced(ErrorMessage = "{0} is not balanced.")]
public sealed partial record Custom : IValidatableObject
{
    [Even]
    public int Count { get; init; }

    [Even(ErrorMessage = "{0} must be even.")]
    [Display(Name = "The other count")]
    public int? Other { get; init; }

    [SameAs(nameof(Count))]
    public int Same { get; init; }

    [CustomValidation(typeof(Custom), nameof(Check))]
    public string? Checked { get; init; }

    [CustomValidation(typeof(Custom), nameof(CheckNameless))]
    public string? Nameless { get; init; }

    [FileExtensions(Extensions = "png,jpg")]
    public string? File { get; init; }

    public int Left { get; init; }

    public int Right { get; init; }

    public string? Fails { get; init; }

    public static ValidationResult? CheckNameless(string? value) => value is null ? ValidationResult.Success : new ValidationResult("Nameless.");

    public static ValidationResult? Check(string? value, ValidationContext context) => value == "wrong" ? new ValidationResult("Wrong.", [context.MemberName!]) : ValidationResult.Success;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        yield return ValidationResult.Success!;
        switch (Fails)
        {
            case "one":
                yield return new ValidationResult("One.", [nameof(Left)]);
                break;
            case "two":
                yield return new ValidationResult($"{validationContext.DisplayName} has two.", [nameof(Left), nameof(Right)]);
                break;
            case "none":
                yield return new ValidationResult("None.");
                break;
        }
    }
}

/// <summary>Looks at the value alone.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class EvenAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || ((int)value) % 2 == 0;
}

/// <summary>Looks at other members, and so needs a context.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SameAsAttribute(string other) : ValidationAttribute
{
    public string Other { get; } = other;

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
        => Equals(value, ((Custom)validationContext.ObjectInstance).Count)
            ? ValidationResult.Success
            : new ValidationResult($"{validationContext.DisplayName} differs from {Other}.", [validationContext.MemberName!]);
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class BalancedAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is Custom { Left: var left, Right: var right } && left == right;
}

[GoQueueEvent("validation", "custom.struct", "1.0")]
internal readonly partial record struct CustomStruct(int Count) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Count < 0 ? [new ValidationResult("Negative.", [nameof(Count)])] : [];
}

[GoQueueEvent("validation", "expressions", "1.0")]
internal sealed partial record Expressions(
    [RegularExpression("[a-z]+")] string? Method = null,
    [RegularExpression("[0-9]+")] string? Property = null,
    [RegularExpression("(a+)+b", MatchTimeoutInMilliseconds = 1)] string? Slow = null)
{
    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits { get; }

    [GeneratedRegex("[a-z]+")]
    private static partial Regex Letters();
}
