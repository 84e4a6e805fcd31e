using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using GoQueue;

namespace Strict;

public static class Texts
{
    public static string? Broken => "{0} is broken.";

    public static string Name => "The name";
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class)]
public sealed class EvenAttribute(int number, object? other, params object?[]? more) : ValidationAttribute
{
    public object? Extra { get; set; }

    public override bool IsValid(object? value) => value is not int given || given % number == 0 || other is null || more is null;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class)]
public sealed class ContextualAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) => ValidationResult.Success;
}

[GoQueueEvent("validation", "texts", "1.0")]
public sealed partial record TextRules(
    [Required, EmailAddress] string A, [Url] string? B, [Phone] string? C, [CreditCard] string? D, [Base64String] string? E, [StringLength(9, MinimumLength = 1)] string F,
    [MinLength(1), MaxLength(9)] string G, [Length(1, 9)] string H, [AllowedValues("a", "b")] string I, [DeniedValues("c")] string? J, [EnumDataType(typeof(Kind))] string K);

[GoQueueEvent("validation", "expressions", "1.0")]
public sealed partial record ExpressionRules([RegularExpression("[a-z]+")] string A, [RegularExpression("[0-9]+")] string B, [RegularExpression("[0-9]+")] int C)
{
    [GeneratedRegex("[a-z]+")]
    private static partial Regex Letters();

    [GeneratedRegex("[0-9]+")]
    internal static partial Regex Digits { get; }
}

[GoQueueEvent("validation", "numbers", "1.0")]
public sealed partial record NumberRules(
    [Range(1, 3)] int A, [Range(0.5, 1.5)] double B, [Range(typeof(decimal), "0.01", "99.99")] decimal C, [Range(1, 3)] long? D, [AllowedValues(1, 2)] int E, [DeniedValues(3)] int? F,
    [Range(typeof(DateTime), "2026-01-01", "2026-12-31")] DateTime G, [EnumDataType(typeof(Kind))] Kind H, [EnumDataType(typeof(Rights))] Rights I);

[GoQueueEvent("validation", "collections", "1.0")]
public sealed partial record CollectionRules([MinLength(1)] IReadOnlyList<string> A, [MaxLength(9)] int[] B, [Length(1, 9)] ICollection<Line> C, [MinLength(1)] Dictionary<string, Line> D);

public sealed record CheckedLine([property: Required] string Sku, [property: Range(1, 9)] int Quantity, List<CheckedLine>? Children);

[GoQueueEvent("validation", "nested", "1.0")]
public sealed partial record NestedRules(
    CheckedLine Line, IReadOnlyList<CheckedLine> More, IEnumerable<CheckedLine?>? Enumerated, IReadOnlyDictionary<string, CheckedLine> Named, Dictionary<Kind, List<CheckedLine>>? Deep, Payment Payment);

[Even(1, null)]
[Contextual]
[GoQueueEvent("validation", "custom", "1.0")]
public sealed partial record CustomRules([Even(2, null, null, 1, Extra = null)] int A, [Contextual] string B, [Even(2, new object[] { typeof(Line), Kind.Guest })] int? C) : IValidatableObject
{
    [Compare(nameof(B))]
    public string? Again { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
}

[GoQueueEvent("validation", "messages", "1.0")]
public sealed partial record MessageRules(
    [Range(1, 3, ErrorMessage = "{0}: {1} to {2}")] int A,
    [Required(ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = nameof(Texts.Broken)), Display(Name = "B")] string B,
    [StringLength(3), Display(ResourceType = typeof(Texts), Name = nameof(Texts.Name))] string C);

[GoQueueEvent("validation", "off", "1.0", Validate = false)]
public sealed partial record Unvalidated([Required] string A);
