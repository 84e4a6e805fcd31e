using System.ComponentModel.DataAnnotations;
using GoQueue.Generated.Validation.Rules;
using Xunit;

namespace GoQueue.Generated.Tests.Validation.Rules;

public class RuleMessagesTests
{
    public static TheoryData<ValidationAttribute, string> Texts => new()
    {
        { new RequiredAttribute(), RuleMessages.Format(RuleMessages.Required, "Name") },
        { new StringLengthAttribute(9), RuleMessages.Format(RuleMessages.StringLength, "Name", 9) },
        { new StringLengthAttribute(9) { MinimumLength = 2 }, RuleMessages.Format(RuleMessages.StringLengthWithMinimum, "Name", 9, 2) },
        { new MinLengthAttribute(2), RuleMessages.Format(RuleMessages.MinLength, "Name", 2) },
        { new MaxLengthAttribute(9), RuleMessages.Format(RuleMessages.MaxLength, "Name", 9) },
        { new LengthAttribute(2, 9), RuleMessages.Format(RuleMessages.Length, "Name", 2, 9) },
        { new RangeAttribute(2, 9), RuleMessages.Format(RuleMessages.Range, "Name", 2, 9) },
        { new RangeAttribute(0.5, 9) { MinimumIsExclusive = true }, RuleMessages.Format(RuleMessages.RangeAbove, "Name", 0.5, 9.0) },
        { new RangeAttribute(2, 9) { MaximumIsExclusive = true }, RuleMessages.Format(RuleMessages.RangeBelow, "Name", 2, 9) },
        { new RangeAttribute(2, 9) { MinimumIsExclusive = true, MaximumIsExclusive = true }, RuleMessages.Format(RuleMessages.RangeBetween, "Name", 2, 9) },
        { new RegularExpressionAttribute("a{2}"), RuleMessages.Format(RuleMessages.RegularExpression, "Name", "a{2}") },
        { new EmailAddressAttribute(), RuleMessages.Format(RuleMessages.EmailAddress, "Name") },
        { new PhoneAttribute(), RuleMessages.Format(RuleMessages.Phone, "Name") },
        { new UrlAttribute(), RuleMessages.Format(RuleMessages.Url, "Name") },
        { new CreditCardAttribute(), RuleMessages.Format(RuleMessages.CreditCard, "Name") },
        { new Base64StringAttribute(), RuleMessages.Format(RuleMessages.Base64String, "Name") },
        { new AllowedValuesAttribute(1), RuleMessages.Format(RuleMessages.AllowedValues, "Name") },
        { new DeniedValuesAttribute(1), RuleMessages.Format(RuleMessages.DeniedValues, "Name") },
        { new EnumDataTypeAttribute(typeof(DayOfWeek)), RuleMessages.Format(RuleMessages.Invalid, "Name") },
        { new CompareAttribute("Other"), RuleMessages.Format(RuleMessages.Compare, "Name", "Other") },
    };

    [Theory, MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void A_text_is_the_attributes_own(ValidationAttribute attribute, string text)
        => Assert.Equal(attribute.FormatErrorMessage("Name"), text);
}
