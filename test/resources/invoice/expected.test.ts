import { check } from './builder';

it.each([
	{
		name: 'a currency without two decimals',
		values: { currency: 'JPY' },
		options: { expectedCurrency: 'JPY' },
		reason:
			'"Currency" is "JPY", whose amounts do not have two decimals. Enter the invoice by hand.',
	},
	{
		name: 'a currency with three decimals',
		values: { currency: 'kwd' },
		reason:
			'"Currency" is "kwd", whose amounts do not have two decimals. Enter the invoice by hand.',
	},
	{
		name: 'a currency other than the expected one',
		values: { currency: 'NZD' },
		reason:
			'"Currency" is "NZD", but the option "Expected Currency" is "AUD". Enter the invoice by hand, or change the option.',
	},
	{
		name: 'a supplier other than the expected one',
		options: { expectedSupplier: 'Data#3' },
		reason:
			'"Supplier" is "Data#3 Limited", but the option "Expected Supplier" is "Data#3". Check who sent the invoice. If it is the right supplier, spell the name in the option as the invoice does.',
	},
	{
		name: 'a supplier without the space of the expected one',
		values: { supplier: 'Data#3Limited' },
		options: { expectedSupplier: 'Data#3 Limited' },
		reason:
			'"Supplier" is "Data#3Limited", but the option "Expected Supplier" is "Data#3 Limited". Check who sent the invoice. If it is the right supplier, spell the name in the option as the invoice does.',
	},
	{
		name: 'a supplier that is not text, if one is expected,',
		values: { supplier: true },
		options: { expectedSupplier: 'true' },
		reason:
			'"Supplier" is true, not text. Drag the text itself, not the object or list that contains it.',
	},
	{
		name: 'any supplier, if the expected one is an expression without a value,',
		options: { expectedSupplier: undefined },
		reason:
			'"Supplier" cannot be checked: the expression in the option "Expected Supplier" has no value. Correct it, or remove the option.',
	},
	{
		name: 'any currency, if the expected one is an expression without a value,',
		options: { expectedCurrency: null },
		reason:
			'"Currency" cannot be checked: the expression in the option "Expected Currency" has no value. Correct it, or remove the option.',
	},
])('$name is refused', ({ values, options, reason }) => {
	expect(check({ values, options })).toEqual([reason]);
});

it('the expected currency and supplier are compared ignoring case and the amount of white space', () => {
	const options = { expectedCurrency: ' aud', expectedSupplier: 'DATA#3\u00a0 limited ' };
	expect(check({ options })).toMatchObject({ currency: 'AUD', supplier: 'Data#3 Limited' });
});

it('any currency with two decimals is accepted if none is expected', () => {
	expect(check({ values: { currency: 'nzd' }, options: { expectedCurrency: ' ' } })).toMatchObject({
		currency: 'NZD',
	});
});
