using System.ComponentModel;
using System.Globalization;

namespace GoQueue.Generated.Validation.Rules;

/// <summary>
/// The texts of broken rules, word for word those of the attributes. Numbers are written in the current culture, as the attributes do.
/// <c>{0}</c> is the member's display name.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RuleMessages
{
    /// <summary>Of <c>[Required]</c>, and of members whose type does not allow null.</summary>
    public const string Required = "The {0} field is required.";

    /// <summary>Of <c>[StringLength]</c>: {1} is the maximum.</summary>
    public const string StringLength = "The field {0} must be a string with a maximum length of {1}.";

    /// <summary>Of <c>[StringLength]</c> with a minimum: {1} is the maximum, {2} the minimum.</summary>
    public const string StringLengthWithMinimum = "The field {0} must be a string with a minimum length of {2} and a maximum length of {1}.";

    /// <summary>Of <c>[MinLength]</c>.</summary>
    public const string MinLength = "The field {0} must be a string or array type with a minimum length of '{1}'.";

    /// <summary>Of <c>[MaxLength]</c>.</summary>
    public const string MaxLength = "The field {0} must be a string or array type with a maximum length of '{1}'.";

    /// <summary>Of <c>[Length]</c>: {1} is the minimum, {2} the maximum.</summary>
    public const string Length = "The field {0} must be a string or collection type with a minimum length of '{1}' and maximum length of '{2}'.";

    /// <summary>Of <c>[Range]</c>.</summary>
    public const string Range = "The field {0} must be between {1} and {2}.";

    /// <summary>Of <c>[Range]</c> with an exclusive minimum.</summary>
    public const string RangeAbove = "The field {0} must be between {1} exclusive and {2}.";

    /// <summary>Of <c>[Range]</c> with an exclusive maximum.</summary>
    public const string RangeBelow = "The field {0} must be between {1} and {2} exclusive.";

    /// <summary>Of <c>[Range]</c> with exclusive limits.</summary>
    public const string RangeBetween = "The field {0} must be between {1} exclusive and {2} exclusive.";

    /// <summary>Of <c>[RegularExpression]</c>: {1} is the pattern.</summary>
    public const string RegularExpression = "The field {0} must match the regular expression '{1}'.";

    /// <summary>Where matching a <c>[RegularExpression]</c> took longer than its timeout. Ours: the attribute throws, and the exception carries the value.</summary>
    public const string RegularExpressionTimeout = "The field {0} could not be matched against its regular expression within {1} ms.";

    /// <summary>Of <c>[EmailAddress]</c>.</summary>
    public const string EmailAddress = "The {0} field is not a valid e-mail address.";

    /// <summary>Of <c>[Phone]</c>.</summary>
    public const string Phone = "The {0} field is not a valid phone number.";

    /// <summary>Of <c>[Url]</c>.</summary>
    public const string Url = "The {0} field is not a valid fully-qualified http, https, or ftp URL.";

    /// <summary>Of <c>[CreditCard]</c>.</summary>
    public const string CreditCard = "The {0} field is not a valid credit card number.";

    /// <summary>Of <c>[Base64String]</c>.</summary>
    public const string Base64String = "The {0} field is not a valid Base64 encoding.";

    /// <summary>Of <c>[AllowedValues]</c>.</summary>
    public const string AllowedValues = "The {0} field does not equal any of the values specified in AllowedValuesAttribute.";

    /// <summary>Of <c>[DeniedValues]</c>.</summary>
    public const string DeniedValues = "The {0} field equals one of the values specified in DeniedValuesAttribute.";

    /// <summary>Of <c>[Compare]</c>: {1} is the other member's display name.</summary>
    public const string Compare = "'{0}' and '{1}' do not match.";

    /// <summary>Of <c>[EnumDataType]</c>, and of attributes without a text of their own.</summary>
    public const string Invalid = "The field {0} is invalid.";

    /// <summary>Where a collection holds a null that its type does not allow.</summary>
    public const string MissingElement = "The {0} field contains an element that is null.";

    /// <summary>Where a value that contains values of its own type goes deeper than JSON may ({0} levels).</summary>
    public const string TooDeep = "The value is nested more than {0} levels deep.";

    // The compiler has no culture: equal sources give equal messages on every machine.
    private static CultureInfo Culture =>
#if NET
        CultureInfo.CurrentCulture;
#else
        CultureInfo.InvariantCulture;
#endif

    /// <summary>Fills in a text.</summary>
    /// <param name="format">One of the texts, or the user's own.</param>
    /// <param name="name">The member's display name.</param>
    public static string Format(string format, string name) => string.Format(Culture, format, name);

    /// <summary>Fills in a text.</summary>
    /// <param name="format">One of the texts, or the user's own.</param>
    /// <param name="name">The member's display name.</param>
    /// <param name="first">What the rule puts at {1}.</param>
    public static string Format(string format, string name, object? first) => string.Format(Culture, format, name, first);

    /// <summary>Fills in a text.</summary>
    /// <param name="format">One of the texts, or the user's own.</param>
    /// <param name="name">The member's display name.</param>
    /// <param name="first">What the rule puts at {1}.</param>
    /// <param name="second">What the rule puts at {2}.</param>
    public static string Format(string format, string name, object? first, object? second)
        => string.Format(Culture, format, name, first, second);
}
