using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Tocsin.Storage.Tests;

/// <summary>A value with all that is in it, as text: records that hold lists compare by reference.</summary>
internal static class Printed
{
    public static string Of(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case string text:
                return '"' + text + '"';
            case IFormattable plain when value.GetType().IsPrimitive || value is DateTimeOffset or DateOnly or Enum:
                return plain.ToString(value is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture);
            case IEnumerable list:
                return "[" + string.Join(", ", list.Cast<object?>().Select(Of)) + "]";
            default:
                var printed = new StringBuilder(value.GetType().Name).Append('{');
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                {
                    printed.Append(property.Name).Append('=').Append(Of(property.GetValue(value))).Append(' ');
                }

                return printed.Append('}').ToString();
        }
    }
}
