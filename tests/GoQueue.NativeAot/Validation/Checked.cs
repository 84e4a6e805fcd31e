using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GoQueue.NativeAot.Validation;

[GoQueueEvent("aot", "checked.{Kind}.{Number}", "1.0")]
internal sealed partial record Checked(
    [EmailAddress] string Email,
    [StringLength(5, MinimumLength = 1)] string Name,
    [Range(typeof(decimal), "0.5", "99.5")] decimal Price,
    [EventHeader("kind"), EnumDataType(typeof(Kind))] Kind Kind,
    [OrderingKey] int Number,
    [RegularExpression("[A-Z]{3}")] string Sku,
    [RegularExpression("[0-9]+")] string Digits,
    [Odd] int Count,
    [property: Compare(nameof(Checked.Name))] string NameAgain,
    CheckedPart Part,
    [Sensitive] string Secret) : IValidatableObject
{
    [GeneratedRegex("[A-Z]{3}")]
    private static partial Regex Capitals { get; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Number < 0 ? [new ValidationResult($"{validationContext.DisplayName} is negative.", [nameof(Number)])] : [];
}

internal sealed record CheckedPart([Phone] string? Phone, [Url] string? Url = null);

internal enum Kind
{
    Small,
    Large,
}

/// <summary>Wants a context, and so exercises what the framework does with one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OddAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is int number && number % 2 != 0 ? ValidationResult.Success : new ValidationResult($"{validationContext.DisplayName} is even.");
}
