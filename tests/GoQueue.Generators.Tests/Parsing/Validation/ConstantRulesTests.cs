using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using GoQueue.Generators.Parsing;
using GoQueue.Generators.Parsing.Validation;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Validation;

/// <summary>Constants are judged while compiling as the attributes judge them at run time.</summary>
[Covers(typeof(ConstantRules))]
public sealed class ConstantRulesTests
{
    private static readonly object?[] s_texts =
        [null, "", " ", "a", "ab", "abc", "abcdef", "a@b", "1", "+1 x2", "18", "AA==", "AB==", "http://a", "3", "7", "2.5", "Monday", "a|b"];

    private static readonly object?[] s_numbers = [null, -7, -1, 0, 1, 2, 3, 5, 6, 100];

    private static readonly object?[] s_fractions = [null, -1.5, 0.0, 0.5, 1.0, 1.5, 2.49, 2.5, 2.51, double.NaN, double.PositiveInfinity];

    public static TheoryData<string, string, ValidationAttribute, object?[]> Rules => new()
    {
        { "Required", "string?", new RequiredAttribute(), s_texts },
        { "Required(AllowEmptyStrings = true)", "string?", new RequiredAttribute { AllowEmptyStrings = true }, s_texts },
        { "Required", "int?", new RequiredAttribute(), s_numbers },
        { "StringLength(3)", "string?", new StringLengthAttribute(3), s_texts },
        { "StringLength(3, MinimumLength = 2)", "string?", new StringLengthAttribute(3) { MinimumLength = 2 }, s_texts },
        { "MinLength(2)", "string?", new MinLengthAttribute(2), s_texts },
        { "MaxLength(2)", "string?", new MaxLengthAttribute(2), s_texts },
        { "Length(2, 3)", "string?", new LengthAttribute(2, 3), s_texts },
        { "EmailAddress", "string?", new EmailAddressAttribute(), s_texts },
        { "Phone", "string?", new PhoneAttribute(), s_texts },
        { "Url", "string?", new UrlAttribute(), s_texts },
        { "CreditCard", "string?", new CreditCardAttribute(), s_texts },
        { "Base64String", "string?", new Base64StringAttribute(), s_texts },
        { "RegularExpression(\"[a-c]{2,3}\")", "string?", new RegularExpressionAttribute("[a-c]{2,3}"), s_texts },
        { "RegularExpression(\"-?[0-5]\")", "int?", new RegularExpressionAttribute("-?[0-5]"), s_numbers },
        { "AllowedValues(\"a\", null)", "string?", new AllowedValuesAttribute("a", null), s_texts },
        { "DeniedValues(\"a\", \"\")", "string?", new DeniedValuesAttribute("a", ""), s_texts },
        { "AllowedValues(1, 5)", "int?", new AllowedValuesAttribute(1, 5), s_numbers },
        { "DeniedValues(0.5)", "double?", new DeniedValuesAttribute(0.5), s_fractions },
        { "Range(1, 5)", "int?", new RangeAttribute(1, 5), s_numbers },
        { "Range(1, 5, MinimumIsExclusive = true, MaximumIsExclusive = true)", "int?", new RangeAttribute(1, 5) { MinimumIsExclusive = true, MaximumIsExclusive = true }, s_numbers },
        { "Range(0.5, 2.5)", "double?", new RangeAttribute(0.5, 2.5), s_fractions },
        { "Range(0.5, 2.5)", "int?", new RangeAttribute(0.5, 2.5), s_numbers },
        { "Range(1, 5)", "string?", new RangeAttribute(1, 5), s_texts },
        { "Range(0.5, 2.5)", "string?", new RangeAttribute(0.5, 2.5), s_texts },
        { "Range(typeof(int), \"1\", \"5\")", "int?", new RangeAttribute(typeof(int), "1", "5"), s_numbers },
        { "EnumDataType(typeof(System.DayOfWeek))", "int?", new EnumDataTypeAttribute(typeof(DayOfWeek)), s_numbers },
        { "EnumDataType(typeof(System.AttributeTargets))", "int?", new EnumDataTypeAttribute(typeof(AttributeTargets)), [1, 3, 0, 65536] },
    };

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void A_constant_breaks_what_the_attribute_refuses(string source, string type, ValidationAttribute attribute, object?[] constants)
    {
        foreach (var constant in constants)
        {
            var broken = Check(source, type, ConstantValue.Of(constant));
            var context = new ValidationContext(this, "Member", null, null) { MemberName = "Member" };
            var expected = attribute.GetValidationResult(constant, context)?.ErrorMessage;
            Assert.True(broken.SingleOrDefault().Message == expected, $"[{source}] on {constant ?? "null"}: {broken.SingleOrDefault().Message ?? "fine"} instead of {expected ?? "fine"}.");
        }
    }

    [Theory]
    [InlineData("MinLength(1)", "int[]", "MinLength")]
    [InlineData("Length(1, 2)", "System.Collections.Generic.List<int>", "Length")]
    [InlineData("MaxLength(1)", "int[]", null)]
    [InlineData("Required", "int[]", null)]
    public void An_empty_collection_is_judged_by_its_length(string source, string type, string? rule)
        => Assert.Equal(rule, Check(source, type, ConstantValue.EmptyCollection).SingleOrDefault().Rule);

    [Fact]
    public void Null_breaks_a_type_that_refuses_it_and_nothing_else()
    {
        var broken = Assert.Single(Check("AllowedValues(\"a\")", "string", ConstantValue.Null));
        Assert.Equal(new BrokenRule("Required", "The Member field is required."), broken);
        Assert.Empty(Check("StringLength(3)", "string?", ConstantValue.Null));
    }

    [Fact]
    public void Texts_of_the_users_own_are_used_where_the_compiler_knows_them()
    {
        Assert.Equal("The name: 1 to 3!", Check("Range(1, 3, ErrorMessage = \"{0}: {1} to {2}!\"), Display(Name = \"The name\")", "int", ConstantValue.Of(9)).Single().Message);
        Assert.Equal(
            "The Member field is not a valid e-mail address.",
            Check("EmailAddress(ErrorMessageResourceType = typeof(Texts), ErrorMessageResourceName = \"Known\")", "string", ConstantValue.Of("x")).Single().Message);
    }

    [Fact]
    public void Dates_and_custom_attributes_are_left_to_the_run_time()
    {
        Assert.Empty(Check("Range(typeof(System.DateTime), \"2026-01-01\", \"2027-01-01\")", "System.DateTime", ConstantValue.Of(DateTime.MinValue)));
        Assert.Empty(Check("CustomValidation(typeof(Texts), \"Check\")", "string", ConstantValue.Of("x")));
    }

    [Fact]
    public void Rules_of_a_referenced_assembly_are_read_from_its_metadata()
    {
        var reference = RuleTest.Reference("Contracts", """
            using System.ComponentModel.DataAnnotations;
            using GoQueue;
            namespace Contracts;
            [GoQueueEvent("t", "a", "1.0")] public sealed partial record Event([EmailAddress] string Email, [property: Range(1, 5)] int Count);
            """);
        var compilation = Sources.Compile("class C;").AddReferences(reference);
        var type = compilation.GetTypeByMetadataName("Contracts.Event")!;
        var known = KnownSymbols.Of(compilation);

        Assert.Equal(["EmailAddress"], ConstantRules.Check(ConstantRules.Of(type, "Email", known, default)!, ConstantValue.Of("x")).Select(b => b.Rule));
        Assert.Equal(["Range"], ConstantRules.Check(ConstantRules.Of(type, "Count", known, default)!, ConstantValue.Of(6)).Select(b => b.Rule));
        Assert.Equal(["Required"], ConstantRules.Check(ConstantRules.Of(type, "Email", known, default)!, ConstantValue.Null).Select(b => b.Rule));
        Assert.Null(ConstantRules.Of(type, "Other", known, default));
    }

    private static ImmutableArray<BrokenRule> Check(string source, string type, ConstantValue constant)
    {
        var compilation = Sources.Compile($$"""
            using System.ComponentModel.DataAnnotations;
            public sealed record Event([{{source}}] {{type}} Member);
            public static class Texts { public static string Known => "{0}"; public static ValidationResult? Check(string x) => null; }
            """);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        var member = ConstantRules.Of(compilation.GetTypeByMetadataName("Event")!, "Member", KnownSymbols.Of(compilation), default);
        return ConstantRules.Check(member!, constant);
    }
}
